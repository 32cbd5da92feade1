-- grain: a doubt about when exports were taken and what belongs together, as the exports are now
select kind, paths, doubt from export_doubts
