"""Programs that write data files of the package: lexicons and weights. Not part of the product."""
