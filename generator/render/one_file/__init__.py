"""The whole site in one HTML file, and its PDF."""
