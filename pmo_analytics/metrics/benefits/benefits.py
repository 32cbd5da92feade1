"""The benefits family: what was realised of what was promised, and what it is worth."""

from pmo_analytics.metrics.conventions import rules
from pmo_analytics.metrics.cost.cost import COSTS
from pmo_analytics.metrics.measure import LeftOut, Measure, Need

BENEFITS = Need("add the register benefits.csv", registers=("benefits",))
_BY_ENDED_PERIODS = {
    "earlier days": "by the months that had ended then, as benefits.csv tells of them now"
}

BENEFITS_REALISED = Measure(
    name="benefits_realised",
    family="benefits",
    meaning="How much of the planned benefits was realised so far, and is expected in all.",
    rule=(
        "Realised ÷ planned over the ended periods of which it is known what was realised; "
        "expected ÷ planned over all periods, where expected is what was realised, else the "
        "forecast, else the plan. Benefits are added up in one unit: money where any is in the "
        "currency of the scope, else the only unit there is."
    ),
    source="Benefits realisation management [msp-2011]",
    unit="share",
    better="higher",
    least_tier=None,
    counted="benefits",
    cannot_tell="Whether the benefit came from the project.",
    detail="benefit_totals",
    values={
        "realised_share": "realised of what was planned so far",
        "realised_to_date": "realised so far",
        "planned_to_date": "planned for the same periods",
        "expected_share": "expected of what is planned in all",
        "benefits_expected_share": "the same, where more than the plan is known of any",
        "expected_total": "expected in all",
        "planned_total": "planned in all",
        "on_plan_count": "benefits, of any unit, that reach what was planned so far",
        "begun_count": "benefits of which something is known",
        "unforecast_period_count": "periods to come without a forecast, taken as planned",
        "unit": "unit that is added up",
    },
    needs=(BENEFITS,),
    left_out={
        "other_unit": LeftOut("in another unit", "give its amounts in the unit of the others"),
        "unknown_period_count": LeftOut(
            "period(s) of which nothing is known", "fill realised in benefits.csv"
        ),
    },
    conventions=rules({"periods": "months that have ended by the day"}, _BY_ENDED_PERIODS),
)

NET_PRESENT_VALUE = Measure(
    name="net_present_value",
    family="benefits",
    meaning="What projects bring, in money of their beginning, and when they have paid back.",
    rule=(
        "Benefits in money less costs, month by month: what was realised and spent where the "
        "month has ended, else the forecast, else the plan; each discounted to the first month of "
        "its project, then added up. Payback is reached when the running balance, not discounted, "
        "is no longer below 0, for good; between two months with a flow it changes evenly."
    ),
    source="Discounted cash flow",
    unit="money",
    better="higher",
    least_tier=None,
    counted="projects",
    cannot_tell="Costs that costs.csv does not plan, and benefits that are not money.",
    detail="cash_flows",
    values={
        "expected_present_value": "net present value, as expected now",
        "planned_present_value": "net present value, as planned",
        "payback_years": "years from the first flow until it is paid back; blank: never",
        "expected_flow": "benefits less costs, not discounted, as expected now",
        "planned_flow": "benefits less costs, not discounted, as planned",
        "discount_rate": "discount rate a year",
        "currency": "currency of the amounts",
    },
    needs=(BENEFITS, COSTS),
    left_out={
        "without_benefits": LeftOut(
            "without benefits in money, or without costs", "add them to benefits.csv and costs.csv"
        )
    },
    conventions=rules(
        {"periods": "months; a month is discounted by twelfths of a year"}, _BY_ENDED_PERIODS
    ),
)

FAMILY = (BENEFITS_REALISED, NET_PRESENT_VALUE)
