// Whether what was added to a signed PDF is one more signature and nothing else. What a reader
// would see of pages, fields and attachments has to be what was signed; everything not known to be
// harmless counts as a change. For pdf_*.cpp only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace signing {

/// `pdf` as it was after a later signature, of which the first `signed_size` bytes were signed
/// before. Empty when one signature was added; else what else there is, for people.
std::string more_than_a_signature(std::string_view pdf, std::size_t signed_size);

}  // namespace signing
