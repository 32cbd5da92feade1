-- grain: an objective of the office; the register has no history
select objective, measure, target, unit, baseline, target_date
from charter
