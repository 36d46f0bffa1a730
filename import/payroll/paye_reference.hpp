// An employer's PAYE reference: by it a payroll file says whose employees it is about.
//
// Grammar   office "/" number     office = 3 digits; number = 1 to 10 letters, digits, '.' or '-'
//           Blanks are let go and letters made large, so that one reference has one spelling.
// Source    HMRC's RTI schemas (EmpRefs: OfficeNo, PayeRef); formats as on the employer's letters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace imports {

/// "123 / a456" → "123/A456"; nothing when it is none.
std::optional<std::string> parse_paye_reference(std::string_view text);

}  // namespace imports
