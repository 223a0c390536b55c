"""Text that would run as a script, or ask another host for something, in every place that takes text."""
