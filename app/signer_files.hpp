// Who signs, as the command line says: --key, --cert, --role, --declare and DPLEDGER_PASSPHRASE.
#pragma once

#include "app/arguments.hpp"
#include "ledger/result.hpp"
#include "signing/signature.hpp"

#include <optional>
#include <string>

namespace app {

/// Reads key and certificate; a file that cannot be read is refused as what it should have been.
ledger::Result<signing::Signer> signer_of(const Arguments& arguments);

/// The PEM text of --ca; nothing when it was not given.
ledger::Result<std::optional<std::string>> authority_of(const Arguments& arguments);

/// The signature with a timestamp of the service in it, or as it is when none is named.
ledger::Result<std::string> stamped_by(const Arguments& arguments, const std::string& signature,
                                       const std::string& file);

}  // namespace app
