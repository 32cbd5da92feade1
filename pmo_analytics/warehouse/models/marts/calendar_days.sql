-- grain: a day as a team works; the team without a name is all that calendar.csv names no team for.
-- What calendar.csv says of a day goes before weekends and the public holidays of the country: a
-- holiday or blackout is no working day, a "working" day is one.
with portfolio as (
    select * from setting_portfolio
),

known as (
    select
        max(local_date(entered_at, portfolio.time_zone)) as last_date,
        min(local_date(entered_at, portfolio.time_zone)) as first_date
    from item_spells
    cross join portfolio
),

-- A date far from all others is a slip of the pen: nobody counts its working days.
bounds as (
    select
        greatest(first_date, last_date - 40 * 366) as first_date,
        last_date + 5 * 366 as last_date
    from known
),

days as (
    select cast(unnest(generate_series(first_date, last_date, interval 1 day)) as date) as date
    from bounds
),

exceptions as (
    select date, coalesce(team, '') as team, kind from calendar
),

teams as (
    select '' as team
    union
    select team from exceptions
),

worked as (
    select
        teams.team,
        days.date,
        coalesce(
            own.kind = 'working',
            everybody.kind = 'working',
            isodow(days.date) not in (select iso_weekday from setting_weekend)
                and days.date not in (select date from setting_holidays)
        ) as is_working
    from days
    cross join teams
    left join exceptions as own
        on days.date = own.date and teams.team = own.team and own.team <> ''
    left join exceptions as everybody on days.date = everybody.date and everybody.team = ''
),

counted as (
    select
        team,
        date,
        is_working,
        count(*) filter (where is_working) over (
            partition by team order by date rows between unbounded preceding and 1 preceding
        ) as working_days_before
    from worked
)

select * from counted order by team, date
