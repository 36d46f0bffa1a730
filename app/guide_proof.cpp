// The guides of what proves the books to others: seals, proofs, erasing, disclosures.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_proof() {
  return {
      {"seal",
       "",
       0,
       0,
       "seal the book as it is now",
       "Adds the head of every chain that moved since the last seal to the book's log, and gives "
       "the root of the log: one number that stands for everything recorded so far. The whole book "
       "is checked first; one that does not hold is not sealed, and it ends with 3. Who holds the "
       "book can rewrite all of it, unless a seal left the house: give the file to somebody else, "
       "or add to an anchor that is kept elsewhere. docs/threat-model.md says what it proves.",
       {{"--out", "FILE", "write the seal to this new file"},
        {"--key", "FILE", "sign the file with this private key (PEM): FILE.p7s beside it"},
        {"--cert", "FILE", "the signer's certificate (PEM)"},
        {"--role", "TEXT", "in which role, as \"Finance officer\"; becomes part of what is signed"},
        {"--declare", "TEXT", "what the signer declares; becomes part of what is signed"},
        {"--anchor", "FILE",
         "add the seal as a line to this file; refused when its last line is no seal of this "
         "book's past"}},
       {"dpledger seal --out 2025-06.seal --key anna.key --cert anna.pem",
        "dpledger seal --anchor /media/auditor/seals.txt"}},
      {"prove",
       "[PERSON]",
       0,
       1,
       "prove that a person's records are in a sealed book, or that a seal extends another",
       "PERSON --seal SEAL gives the proof that the person's chain, as it was last sealed, is in "
       "the log of that seal, with the links that lead to it, so that a statement made earlier is "
       "covered as well. --from SEAL --to SEAL gives the proof that the later seal kept everything "
       "of the earlier. Ends with 3 when the book is no longer what was sealed.",
       {{"--seal", "FILE", "the seal to prove by"},
        {"--statement", "FILE",
         "begin with the link that this statement names, also when it is more than a thousand "
         "links back"},
        {"--from", "FILE", "the earlier seal"},
        {"--to", "FILE", "the later seal"},
        {"--out", "FILE", "write the proof to this new file, readable by its owner alone"}},
       {"dpledger prove P0001 --seal 2025-06.seal --out P0001.proof",
        "dpledger verify Q1.json --seal 2025-06.seal --proof P0001.proof",
        "dpledger prove --from 2025-06.seal --to 2025-09.seal"}},
      {"erase",
       "PERSON",
       1,
       1,
       "erase a person's details; the books stay provable",
       "Takes away the name, NHS number and bank details of the person, what banks and payees "
       "wrote, the names of workers, and every reason and note: also from the bytes of the file. "
       "Amounts, days, refs and suppliers stay, every link and seal holds, and a link says that it "
       "was done, by whom and why. It cannot be undone. Backups and what was exported are not "
       "reached: see `dpledger disclosures`. Nothing more is recorded about the person. Refused "
       "while `dpledger retention` says that the records are still to be kept.",
       {{"--reason", "TEXT", "why; write no details into it, for it stays", true},
        {"--early", "", "erase although the records are still to be kept"}},
       {"dpledger erase P0001 --reason \"kept until 2032, request DPO-114\""}},
      {"disclosures",
       "[PERSON...]",
       0,
       -1,
       "what was exported, printed to files, signed or proved: when and by whom",
       "Every page, workbook, export, proof, seal and backup that was written to a file, and what "
       "sign signed, with its SHA-256. What is only shown on the screen is not noted.",
       {},
       {"dpledger disclosures P0001", "dpledger disclosures --csv"}},
  };
}

}  // namespace app
