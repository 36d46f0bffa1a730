// A time-stamping service, asked over HTTP (RFC 3161, section 3.4).
#pragma once

#include "ledger/result.hpp"

#include <string>
#include <string_view>

namespace app {

/// Sends a query to a service ("http://tsa.example.org/") and gives its reply. Refused
/// (not_supported) for an address of another kind; throws store::Failure when it cannot be reached
/// or says nothing usable.
ledger::Result<std::string> ask_service(const std::string& address, std::string_view query);

}  // namespace app
