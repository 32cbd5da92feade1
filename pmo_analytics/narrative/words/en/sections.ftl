# Names of sections, in the order in which the reports show them.

section-decisions = Decisions requested
section-projects = Projects
section-changed = What changed since { $before }
section-pace-portfolio = Pace of work
section-dates = Dates by how sure they are
section-record = What such dates were worth
section-finish = Where it will end
section-pace = Pace and time
section-stuck = Where work is stuck now
section-board = Board on { $day }
section-work = Flow and milestones
section-cost = Cost
section-blockers = What blocks the work
section-exposure = Risks, handovers and teams
section-oversight = Promises and objectives
section-data = Data
kind-project = Project health
kind-forecast = Delivery forecast
kind-portfolio = Portfolio health
kind-programme = Programme health
section-contradictions = Check before use
contradictions-title = Statements of this page do not agree; trust none of them
contradiction = { $subject }: { $first }, but { $second }.
