"""Resolution across reports: names to actors, labels to topics, tellings to events."""
