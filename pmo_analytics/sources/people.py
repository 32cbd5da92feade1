"""Where the names of persons stand: in exports by role, in registers by column, in histories."""

from __future__ import annotations

PERSON_ROLES = frozenset({"assignee"})
# Columns of whatever register; what a column is called says who is meant.
PERSON_COLUMNS = frozenset(
    {
        *("sponsor", "manager", "owner", "person", "scored_by", "accepted_by", "approved_by"),
        *("author", "reviewer", "decided_by", "raised_by", "contact", "stakeholder"),
    }
)
# Of a history, the fields that hold no person; of any other field it is not known.
FIELDS_WITHOUT_PERSONS = frozenset(
    {
        *("status", "resolution", "due date", "duedate", "due", "story points", "points"),
        *("story point estimate", "sprint", "sprints", "flagged", "flag", "impediment"),
        *("priority", "issue type", "issuetype", "type", "rank", "labels", "label"),
        *("tags", "tag", "component", "components", "fix version", "fix versions", "project"),
        *("key", "issue key", "item key", "resolution name", "blocked", "blocked reason"),
        *("epic link", "parent", "link", "links", "issue link", "issue links"),
        *("state", "column", "stage"),
    }
)
ASSIGNEE_FIELDS = frozenset({"assignee", "assigned to", "assignees"})
PRIVATE_FIELDS = frozenset({"comment", "comments", "watcher", "watchers"})  # never read
