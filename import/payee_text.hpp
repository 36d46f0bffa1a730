// Who was paid, where a bank prints the name together with something else.
#pragma once

#include <string>
#include <string_view>

namespace imports {

/// A fixed-width memo, "A JONES       WAGES APR      FT", into its name and the rest. Both are
/// tidied, so that wider or narrower padding makes no difference.
void split_padded(std::string_view memo, std::string& payee, std::string& reference);

/// "Transfer to A SMITH" in the type: the type keeps "Transfer to", the payee becomes "A SMITH",
/// and what stood as the payee, when it says something else, the reference. Other types stay.
void take_payee_from_type(std::string& type, std::string& payee, std::string& reference);

}  // namespace imports
