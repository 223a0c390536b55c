"""Articles, findings and the editor's word to one Briefing."""
