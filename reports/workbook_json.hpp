// The JSON that a workbook carries as a part of its own (customXml), which spreadsheets keep and do
// not show: what a statement as XLSX is tied to a proof by.
#pragma once

#include <optional>
#include <string>

namespace reports {

/// The part that holds it.
std::string json_part(const std::string& json);

/// What a workbook of ours carries; nothing for other bytes, or when it carries none.
std::optional<std::string> json_in_workbook(const std::string& bytes);

}  // namespace reports
