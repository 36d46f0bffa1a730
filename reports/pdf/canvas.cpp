#include "reports/pdf/canvas.hpp"

#include "ledger/ensure.hpp"

#include <cmath>

#include <cairo-pdf.h>

namespace reports::pdf {
namespace {

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

constexpr double quarter_turn = 1.5707963267948966;

}  // namespace

Canvas::Canvas(double width, double height)
    : surface_{cairo_pdf_surface_create_for_stream(append, &written_, width, height)},
      page_{cairo_create(surface_.get())} {
  // Replaced when the file is finished; without it the clock would be asked.
  cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                 "2000-01-01T00:00:00Z");
}

void Canvas::begin(const char* element) {
  cairo_tag_begin(page_.get(), element, nullptr);
}
void Canvas::end(const char* element) {
  cairo_tag_end(page_.get(), element);
}
void Canvas::next_sheet() {
  cairo_show_page(page_.get());
}

std::string Canvas::bytes() {
  cairo_show_page(page_.get());
  const cairo_status_t drawn = cairo_status(page_.get());
  page_.reset();
  cairo_surface_finish(surface_.get());
  const cairo_status_t finished = cairo_surface_status(surface_.get());
  ledger::ensure(drawn == CAIRO_STATUS_SUCCESS && finished == CAIRO_STATUS_SUCCESS,
                 "what is drawn can be drawn");
  return std::move(written_);
}

void Canvas::ink(double grey) {
  cairo_set_source_rgb(page_.get(), grey, grey, grey);
}

void Canvas::words(const Words& words, Letters& letters, double x, double y) {
  for (std::size_t i = 0; i < words.lines(); ++i) {
    line(words, letters, i, x, y + static_cast<double>(i) * words.line_height());
  }
}

void Canvas::line(const Words& words, Letters& letters, std::size_t number, double x, double y) {
  words.draw(page_.get(), letters, number, x, y);
}

void Canvas::rule(double x, double y, double width, double thickness) {
  cairo_set_line_width(page_.get(), thickness);
  cairo_move_to(page_.get(), x, y);
  cairo_line_to(page_.get(), x + width, y);
  cairo_stroke(page_.get());
}

void Canvas::fill(const Area& area) {
  cairo_rectangle(page_.get(), area.x, area.y, area.width, area.height);
  cairo_fill(page_.get());
}

void Canvas::frame(const Area& area, double thickness) {
  cairo_set_line_width(page_.get(), thickness);
  cairo_rectangle(page_.get(), area.x, area.y, area.width, area.height);
  cairo_stroke(page_.get());
}

void Canvas::across(const Words& words, Letters& letters, double width, double height) {
  cairo_save(page_.get());
  cairo_translate(page_.get(), width / 2, height / 2);
  cairo_rotate(page_.get(), -quarter_turn * 0.6);
  words.draw_shapes(page_.get(), letters, -words.widest() / 2, -words.line_height() / 2);
  cairo_restore(page_.get());
}

void Canvas::contents(const std::string& title, std::size_t sheet, double y) {
  const std::string place =
      "page=" + std::to_string(sheet) + " pos=[0 " + std::to_string(static_cast<int>(y)) + "]";
  cairo_pdf_surface_add_outline(surface_.get(), CAIRO_PDF_OUTLINE_ROOT, title.c_str(),
                                place.c_str(), cairo_pdf_outline_flags_t{});
}

}  // namespace reports::pdf
