// The picture of a chart for a page in HTML: SVG inside the page, read aloud as its words.
#pragma once

#include "reports/answer.hpp"

#include <string>

namespace reports {

/// Text as it may stand in HTML, in an attribute too: showable, and nothing of it is markup.
std::string html_text(std::string_view text);
/// A figure: the picture, and its words beneath. `number` tells the figures of a page apart.
std::string html_chart(const Chart& chart, std::size_t number);

}  // namespace reports
