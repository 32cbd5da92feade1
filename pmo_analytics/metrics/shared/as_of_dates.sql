-- grain: a day for which is asked; as_of_at is the last moment of it that the exports know
select
    unnest($as_of_dates::date[]) as as_of,
    unnest($as_of_moments::timestamp[]) as as_of_at,
    unnest($as_of_partial::boolean[]) as is_partial
