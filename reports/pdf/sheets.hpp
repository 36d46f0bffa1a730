// What stands on which page: an answer cut into pieces, the pieces laid on sheets of A4 so that no
// row is cut, no heading stands alone, and the head of a table is repeated. Points from the top
// left corner.
#pragma once

#include "reports/answer.hpp"
#include "reports/pdf/grid.hpp"
#include "reports/pdf/pdf.hpp"
#include "reports/pdf/words.hpp"

#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <vector>

namespace reports::pdf {

inline constexpr double sheet_width = 595.28, sheet_height = 841.89;
inline constexpr double margin = 46;
inline constexpr double text_width = sheet_width - 2 * margin;
inline constexpr double fact_name_width = 106;  // of "Commissioner:"
inline constexpr double text_top = 58, text_bottom = sheet_height - 54;

struct Piece {
  enum class Kind { title, draft, fact, paragraph, heading, head, row, total, note, chart };
  Kind kind = Kind::paragraph;
  double before = 0, height = 0;  ///< room above it (not at the top of a sheet), and its own
  bool with_next = false;         ///< stands on the sheet of the piece after it
  Words words = {};               ///< of sentences
  Words value = {};               ///< of a fact: what follows its name
  const Grid* grid = nullptr;     ///< of heads and rows
  const GridRow* row = nullptr;
  std::size_t first_line = 0, last_line = 0;  ///< of a row that is higher than a sheet: its part
  const Chart* chart = nullptr;
  bool ends_table = false;
};

/// A piece in its place.
struct Placed {
  const Piece* piece;
  double top;
  bool again = false;  ///< the head of a table that goes on
};
using SheetOf = std::vector<Placed>;

struct Laid {
  std::deque<Grid> grids;  ///< what the pieces refer to stays where it is
  std::deque<Piece> pieces;
  std::set<char32_t> unknown;  ///< what no font has a letter for
};

/// Cuts the answer into pieces.
void cut_into_pieces(const Answer& answer, const PdfAbout& about, Letters& letters, Laid& laid);
/// Lays the pieces on as many sheets as they need; one at least.
std::vector<SheetOf> on_sheets(const Laid& laid);

/// How high the picture of a chart is.
double chart_height(const Chart& chart);

}  // namespace reports::pdf
