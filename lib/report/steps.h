/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * steps: what to do next for each segment, with the figures that say whether it is worth it.
 *
 * The steps are pipelines/report/steps.tsv: segment, step. A segment that is not there has its figures, and no step. */
#ifndef REPORT_STEPS_H
#define REPORT_STEPS_H

#include "report/folders.h"

#define STEPS_NEEDS \
    "segment-opportunity.tsv:label,customers,mean,next_label,opportunity segment-profiles.tsv:label,column,statistic,value"

void steps_say(struct buf *html, struct folders *f);
void steps_write(struct buf *html, struct folders *f);

#endif
