"""The pages of the site, planned from the index.

Pages belong to owners: each actor, topic and report has its page; a list that is too long for one page has one for each part.
"""

from generator.plan.owners import refuse_reserved_paths
from generator.plan.planner import PlannedPage, Planner, overview_of

__all__ = ["PlannedPage", "Planner", "overview_of", "refuse_reserved_paths"]
