# What the index of a run says.

index-line = { $planned } { $planned ->
    [one] report
   *[other] reports
 } planned, { $made } made, { $failed } failed.
index-start = Start with { $report }: { $headline }
index-remedy = Repair the cause, then run it alone:
index-last-good = Last good report: { $line }
index-own = Made from a notebook without a review.
index-failed = Not made.
index-failed-kept = Not made; the page it last had is kept.
