// Keys, certificates and PDFs for tests of signatures, made by stock programs and by hand.
#pragma once

#include "tests/app/support_program.hpp"

#include <string>
#include <vector>

namespace support {

using Words = std::vector<std::string>;

/// Runs `openssl COMMAND` in the folder; the test fails when it does.
void openssl(const Folder& folder, const std::string& command);
/// Any command of the shell; the test fails when it does.
std::string shell(const Folder& folder, const std::string& command);

/// ca.pem, and NAME.key and NAME.pem signed by it, with these extensions.
void make_signer(const Folder& folder, const std::string& name, const std::string& extensions,
                 const std::string& days = "30");
/// A certificate that stock tools take for signing documents.
inline const std::string for_documents =
    "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n"
    "extendedKeyUsage=emailProtection";

/// tsa.pem and tsa.key, signed by ca.pem, and tsa.cnf, with which `openssl ts -reply` answers.
void make_time_stamper(const Folder& folder);

/// `sign FILE --key NAME.key --cert NAME.pem`
Words sign(const std::string& file, const std::string& name);
Words sign(const std::string& file, const std::string& key, const std::string& certificate);

/// The rule of a refusal (exit 1) of these words.
std::string refused_by(const Folder& folder, Words words);

/// A sound PDF of one page that says this, with a table of objects as PDFs had from the first.
std::string small_pdf(const std::string& says, const std::string& more_of_catalog = "",
                      const std::string& more_of_trailer = "");

}  // namespace support
