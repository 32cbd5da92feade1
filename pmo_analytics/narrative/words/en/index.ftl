# What the index of a run says.

index-line = { $planned } { $planned ->
    [one] report
   *[other] reports
 } planned, { $made } made, { $failed } failed.
index-line-carried = { $planned } { $planned ->
    [one] report
   *[other] reports
 } planned, { $made } made, { $failed } failed; { $carried } carried over.
index-start = Start with { $report }: { $headline }
index-remedy = Repair the cause, then run it alone, in the folder of the portfolio:
index-last-good = Last good report: { $line }
index-last-good-own = Last good report.
index-carried = Carried over: { $line }
index-carried-own = Carried over.
index-own = Made from a notebook without a review.
index-failed = Not made.
