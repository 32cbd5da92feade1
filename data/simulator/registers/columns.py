"""The registers and their columns, in the order in which they are written."""

from __future__ import annotations

_COLUMNS = {
    "projects": "project_id name items programme sponsor manager objective stage currency "
    "cost_of_delay_per_week is_mandatory",
    "baselines": "project_id approved_date start_date finish_date budget reserve "
    "scope_items reason",
    "status": "project_id report_date overall schedule cost scope risk resources benefits "
    "forecast_finish_date summary path_to_green",
    "milestones": "project_id milestone_id report_date name forecast_date baseline_date "
    "actual_date is_key",
    "risks": "risk_id project_id kind title probability impact_cost opened_date impact_days "
    "proximity_date response response_due_date owner closed_date reviewed_date",
    "costs": "project_id period planned_value actual_cost earned_value planned_hours actual_hours",
    "benefits": "benefit_id project_id name unit period planned realised forecast owner",
    "capacity": "period team available_hours person skill",
    "allocations": "period project_id hours team person skill",
    "demand": "period project_id skill hours",
    "scores": "project_id criterion score scored_date scored_by",
    "dependencies": "from_id to_id kind need_by_date committed_date",
    "blockers": "item_key start_date end_date cause is_external",
    "sprints": "sprint start_date end_date project_id goal",
    "decisions": "decision_id raised_date question owner due_date project_id options "
    "recommendation decision decided_date outcome",
    "decision_options": "decision_id option items_out items_in people_share money finish_date "
    "dependency dependency_date value_lost note",
    "actions": "action_id raised_date action owner project_id due_date done_date origin origin_id",
    "improvements": "improvement_id change_date hypothesis metric scope expected_direction owner",
    "charter": "objective measure target unit baseline target_date",
    "exceptions": "check_id project_id accepted_by until_date reason",
    "feedback": "feedback_id date project_id origin score theme text",
    "comments": "date text author project_id programme",
    "gates": "project_id gate due_date approved_date approved_by conditions conditions_due_date",
    "requests": "request_id raised_date title kind project_id raised_by decided_date decision",
    "training": "team topic planned_date held_date",
    "calendar": "date kind team",
}

COLUMNS = {name: tuple(columns.split()) for name, columns in _COLUMNS.items()}
