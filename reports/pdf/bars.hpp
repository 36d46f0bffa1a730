// The picture of a chart: a bar a line of the plan, filled as far as the money is spent. It can be
// read without colour. Points.
#pragma once

#include "reports/answer.hpp"
#include "reports/pdf/canvas.hpp"

namespace reports::pdf {

/// With its upper left corner there; as wide as the text of a sheet, chart_height() high.
void draw_bars(const Chart& chart, Canvas& canvas, Letters& letters, double left, double top);

}  // namespace reports::pdf
