# Standards, controls and the office itself.

# --- standards -----------------------------------------------------------------------------------

breach = { $counts ->
    [projects] { $fails }
   *[other] { $failed_count } of { $checked_count } { $counts } { $fails }
 }
act = { $mode ->
    [supportive] Worth a talk with { $who }: { $remedy }
   *[other] { $who } must act: { $remedy }
 }
person = { $name } ({ $role })
role = the { $role }
consent = accepted by { $accepted_by } until { $excepted_until_date }: { $reason }
consent-ended = the consent of { $accepted_by } ended on { $excepted_until_date }
standards-kept = { $kept_count } of { $standard_count } { $standard_count ->
    [one] standard
   *[other] standards
 } kept, { $broken_count } broken, { $excepted_count } not counted by consent
standards-none = No standard applies to anything here
