// What the drawing libraries hand out, given back when it goes out of sight.
#pragma once

#include <memory>

#include <cairo.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace reports::pdf {

struct GiveBack {
  void operator()(void* object) const { g_object_unref(object); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
  void operator()(PangoFontDescription* description) const {
    pango_font_description_free(description);
  }
};

template <class Thing>
using Owned = std::unique_ptr<Thing, GiveBack>;

}  // namespace reports::pdf
