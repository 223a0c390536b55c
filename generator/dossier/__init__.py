"""All reports together: the index of who is who, what it is about and what each page lists, updated in place."""
