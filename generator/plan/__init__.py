"""The pages of the site, planned from the index.

Pages belong to owners: each actor, topic and report has its page; a list that is too long for one page has one for each part.
"""

from generator.plan.planner import PlannedPage, Planner, overview_of, refuse_reserved_paths

__all__ = ["PlannedPage", "Planner", "overview_of", "refuse_reserved_paths"]
