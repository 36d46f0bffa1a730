#include "tests/app/support_signing.hpp"

#include <cstdio>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace support {

std::string shell(const Folder& folder, const std::string& command) {
  const auto ran = folder.run_other({"bash", "-c", command});
  CAPTURE(command, ran.out, ran.err);
  REQUIRE(ran.exit == 0);
  return ran.out;
}

void openssl(const Folder& folder, const std::string& command) {
  shell(folder, "openssl " + command);
}

void make_signer(const Folder& folder, const std::string& name, const std::string& extensions,
                 const std::string& days) {
  if (folder.read("ca.pem").empty()) {
    openssl(folder,
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out "
            "ca.pem -subj '/CN=Test authority' -days 3650");
  }
  folder.write("extensions", extensions);
  openssl(folder, "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name +
                      ".key -out request -subj '/CN=Ann Auditor'");
  openssl(folder, "x509 -req -in request -CA ca.pem -CAkey ca.key -CAcreateserial -out " + name +
                      ".pem -days " + days + " -extfile extensions");
}

void make_time_stamper(const Folder& folder) {
  make_signer(folder, "tsa", "extendedKeyUsage=critical,timeStamping", "3000");
  folder.write("tsa.serial", "01\n");
  folder.write("tsa.cnf",
               "[tsa]\nserial = tsa.serial\ncrypto_device = builtin\nsigner_digest = sha256\n"
               "default_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\n"
               "ess_cert_id_chain = no\ness_cert_id_alg = sha256\n");
}

Words sign(const std::string& file, const std::string& key, const std::string& certificate) {
  return {"sign", file, "--key", key, "--cert", certificate};
}

Words sign(const std::string& file, const std::string& name) {
  return sign(file, name + ".key", name + ".pem");
}

std::string refused_by(const Folder& folder, Words words) {
  words.push_back("--json");
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 1);
  return nlohmann::json::parse(ran.out)["refusals"][0]["rule"];
}

std::string small_pdf(const std::string& says, const std::string& more_of_catalog,
                      const std::string& more_of_trailer) {
  const auto drawn = "BT /F1 12 Tf 72 720 Td (" + says + ") Tj ET";
  const std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) " + more_of_catalog + ">>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font "
      "<< /F1 5 0 R >> >> >>",
      "<< /Length " + std::to_string(drawn.size()) + " >>\nstream\n" + drawn + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  std::string table = "xref\n0 6\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char line[24];
    std::snprintf(line, sizeof line, "%010zu 00000 n \n", pdf.size());
    table += line;
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const auto at = pdf.size();
  return pdf + table + "trailer\n<< /Size 6 /Root 1 0 R " + more_of_trailer + ">>\nstartxref\n" +
         std::to_string(at) + "\n%%EOF\n";
}

}  // namespace support
