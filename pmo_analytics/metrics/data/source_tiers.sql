-- grain: a source; the highest tier that one of its items has
select source, max(tier) as tier from items group by source
