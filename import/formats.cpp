#include "import/formats.hpp"

#include "import/bai2/bai2.hpp"
#include "import/camt/camt.hpp"
#include "import/ofx/ofx.hpp"
#include "import/payroll/bacs18.hpp"
#include "import/payroll/fps.hpp"
#include "import/payroll/nest.hpp"
#include "import/pdf/pdf.hpp"
#include "import/qif/qif.hpp"
#include "import/sheet/html_table.hpp"
#include "import/sheet/workbook.hpp"
#include "import/sheet/zip_files.hpp"
#include "import/swift/swift.hpp"

#include <vector>

namespace imports {
namespace {

const std::vector<Format>& table() {
  static const std::vector<Format> rows{
      {"pdf", Format::Of::bytes, is_pdf, read_pdf},
      {"xlsx", Format::Of::bytes, is_workbook, read_workbook},
      {"zip", Format::Of::bytes, is_zip, read_zip},
      {"ofx", Format::Of::text, is_ofx, read_ofx},
      {"qif", Format::Of::text, is_qif, read_qif},
      {"mt940", Format::Of::bytes, is_mt940, read_mt940},
      {"mt942", Format::Of::bytes, is_mt942, read_mt942},
      {"bai2", Format::Of::text, is_bai2, read_bai2},
      {"camt", Format::Of::text, is_camt, read_camt},
      {"fps", Format::Of::text, is_fps, read_fps},
      {"bacs-18", Format::Of::text, is_bacs18, read_bacs18},
      {"nest", Format::Of::text, is_nest, read_nest},
      {"html", Format::Of::text, is_html_table, read_html_table},
  };
  return rows;
}

}  // namespace

std::span<const Format> formats() {
  return table();
}

}  // namespace imports
