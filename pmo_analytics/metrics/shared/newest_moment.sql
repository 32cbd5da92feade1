-- grain: one row; the time zone whose days are counted, and the newest moment that the exports know
select
    (select time_zone from setting_portfolio) as time_zone,
    (select max(taken_at) from exports) as taken_at,
    (select max(changed_at) from transitions) as changed_at
