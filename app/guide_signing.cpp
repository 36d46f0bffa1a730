// The guides of keys, signatures and timestamps.
#include "app/guide.hpp"

namespace app {
namespace {

CommandGuide guide_of_key() {
  return {"key",
          "new NAME",
          2,
          2,
          "make a key to sign with",
          "Writes NAME.key, a P-256 key locked with a passphrase (PKCS#8, scrypt), and NAME.pem, a "
          "certificate that the key signs for itself: whoever is to trust it has to be given it by "
          "hand. With --request it writes NAME.csr instead, for an authority to make a certificate "
          "from. The passphrase is asked for twice, or is DPLEDGER_PASSPHRASE. Nothing is ever "
          "replaced; the files are readable by their owner alone.",
          {{"--name", "TEXT", "whose key it is, as \"Anna Jones\"", true},
           {"--organisation", "TEXT", "for whom that person signs"},
           {"--days", "NUMBER", "how long the certificate holds (default 730)"},
           {"--request", "", "ask an authority for the certificate: NAME.csr"},
           {"--plain", "", "leave the key without a passphrase: whoever reads the file can sign"}},
          {"dpledger key new anna --name \"Anna Jones\" --organisation \"Trent Audit\"",
           "dpledger key new anna --name \"Anna Jones\" --request"}};
}

CommandGuide guide_of_sign() {
  return {"sign",
          "FILE",
          1,
          1,
          "sign a file",
          "A PDF is signed inside itself (PAdES): the signature is added behind its last byte, so "
          "that the signatures that are there stay valid; sign again for a second one. For any "
          "other file a detached CMS signature is written beside it, FILE.p7s, which is never "
          "replaced. The key is a P-256 (or other elliptic-curve) or RSA key, in a file or in a "
          "PKCS#11 token (a pkcs11: URI). The certificate file may hold the certificates that lead "
          "to the authority after the signer's own. Anybody verifies with `pdfsig FILE` or "
          "`openssl cms -verify -binary -inform DER -in FILE.p7s -content FILE -CAfile ca.pem`, as "
          "long as the certificate allows signed mail (extended key usage emailProtection) or "
          "limits its use in no way: see docs/signing.md. A key with a passphrase, or a token with "
          "a PIN, asks for it, or takes DPLEDGER_PASSPHRASE.",
          {{"--key", "FILE", "the private key (PEM), or pkcs11:token=…;object=…", true},
           {"--cert", "FILE", "the signer's certificate (PEM)", true},
           {"--role", "TEXT", "in which role, as \"Auditor\"; becomes part of what is signed"},
           {"--declare", "TEXT",
            "what the signer declares, on one line; becomes part of what is signed"},
           {"--out", "FILE", "write the signed PDF, or the signature, to this new file"},
           {"--tsa", "URL", "have this time-stamping service (http://…) say when it was signed"},
           {"--ca", "FILE", "refuse a timestamp that this authority (PEM) does not vouch for"}},
          {"dpledger sign Q1.pdf --key anna.key --cert anna.pem --role Auditor --declare \"I have "
           "read this statement\"",
           "dpledger sign Q1.html --key \"pkcs11:token=ledger;object=anna\" --cert anna.pem"}};
}

CommandGuide guide_of_timestamp() {
  return {
      "timestamp",
      "FILE",
      1,
      1,
      "have a service say when a file was signed",
      "Puts a timestamp (RFC 3161) into the last signature of a PDF, or into FILE.p7s; what was "
      "signed does not change. With --tsa the service is asked over HTTP. Without, in two "
      "steps: FILE.tsq is written, to be carried to a service (`openssl ts -reply` is one), and "
      "--reply takes in what it answered. A timestamp is accepted only when it is over this "
      "signature and signed by a certificate for timestamps. A PDF's earlier signatures cannot "
      "be timestamped any more once a later one is there.",
      {{"--tsa", "URL", "ask this service (http://…)"},
       {"--reply", "FILE", "the service's answer to FILE.tsq"},
       {"--ca", "FILE", "refuse a timestamp that this authority (PEM) does not vouch for"}},
      {"dpledger timestamp Q1.pdf", "dpledger timestamp Q1.pdf --reply Q1.tsr --ca tsa.pem"}};
}

CommandGuide guide_of_verify() {
  return {
      "verify",
      "FILE...",
      1,
      -1,
      "verify books, signed files, seals and proofs",
      "A book is checked as check does it. Of a PDF every signature inside it is verified, and "
      "that nothing but further signatures was added since; for any other file the signature "
      "FILE.p7s beside it. Without --ca the signature is tested and its signer's name shown, "
      "but nobody vouches for it. Whether a certificate has run out goes by a timestamp that "
      "an authority given vouches for, else by today, never by --as-of. With --seal and --proof "
      "a signed statement is held against the sealed book, without the book; with --seal a "
      "book is held against what was sealed of it, and a seal against that seal. Seals that are "
      "named together are compared: the same size with two roots shows that a log was "
      "rewritten; of two sizes, name the proof between them too (`prove --from SEAL --to "
      "SEAL`). Ends with 3 when anything does not hold.",
      {{"--ca", "FILE", "the authorities (PEM) from which trust comes"},
       {"--seal", "FILE", "the seal that a statement, a proof or a book is held against"},
       {"--proof", "FILE", "the proof of the person whose statement it is"}},
      {"dpledger verify Q1.pdf --ca ca.pem", "dpledger verify book.dpledger",
       "dpledger verify Q1.json --seal 2025-06.seal --proof P0001.proof --ca ca.pem"}};
}

}  // namespace

std::vector<CommandGuide> guides_of_signing() {
  return {guide_of_key(), guide_of_sign(), guide_of_timestamp(), guide_of_verify()};
}

}  // namespace app
