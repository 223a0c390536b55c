"""Programs that write files of the repository: lexicons, weights, the page of reference. Not part of the product."""
