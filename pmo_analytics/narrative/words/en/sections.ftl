# Names of sections, in the order in which the reports show them.

section-comment = In the words of the office
section-decisions = Decisions requested
section-money = Money
section-projects = Projects
section-changed = What changed since { $before }
section-roadmap = Roadmap
section-ends = When all of it ends
section-pace-portfolio = Pace of work
section-dates = Dates by how sure they are
section-parts = Epics, releases and the sprint
section-ahead = Items by rank and by age
section-record = What such dates were worth
section-reported = Report and data
section-finish = Where it will end
section-finish-ended = Where it ended
section-pace = Pace and time
section-stuck = Where work is stuck now
section-board = Board on { $day }
section-next_wave = The next wave
section-work = Flow and milestones
section-cost = Cost
section-blockers = What blocks the work
section-exposure = Risks, handovers and teams
section-oversight = Promises and objectives
section-standards = Standards
section-controls = Gates, decisions and requests
section-conformance = Ways through the board
section-improvements = Declared changes
section-charter = Objectives of the office
section-load = What it has at once
section-waits = What waits
section-needs = Who needs help
section-quick_wins = Quick wins
section-training = Training
section-lessons = Lessons and audits
section-voices = What was said
section-office = What the office does
section-data = Data
kind-project = Project health
kind-forecast = Delivery forecast
kind-for = { $kind }, { $persona ->
    [executive] for executives
    [pmo_lead] for the office
    [delivery_manager] for delivery managers
   *[analyst] for analysts
 }
kind-governance = Governance
kind-team = Team health
kind-support = Support
kind-portfolio = Portfolio health
kind-programme = Programme health
section-contradictions = Check before use
contradictions-title = Statements of this page do not agree; trust none of them
contradiction = { $subject }: { $first }, but { $second }.
