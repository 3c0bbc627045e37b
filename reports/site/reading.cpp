// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the words of a report mean.
#include "reports/site/sections.hpp"

namespace attest::site {

Block how_to_read() {
  return facts(
      {{"holds",
        text_line("Every case of the space named was judged, in exact arithmetic or in certified "
                  "enclosures. It says nothing beyond the parameters listed.")},
       {"no counterexample",
        text_line("The space was sampled: among the N cases drawn of M none failed. This "
                  "is not a verification.")},
       {"published sentence refuted",
        text_line("A sentence in print is false: a counterexample was rebuilt and judged.")},
       {"unknown", text_line("Not decided, for the reason given; never counted as holding.")},
       {"nightly only",
        text_line("No point of this statement is small enough for the fast rung, and "
                  "the ledger holds none of the others.")},
       {"exhaustive",
        text_line("Every case of the space, or every one that meets the preconditions.")},
       {"certificate",
        text_line("A stored proof object for these parameters, rechecked by other code.")},
       {"sampled", text_line("Cases drawn by seed and index, the same on every machine.")},
       {"broken versions",
        text_line(
            "The same construction with one weight, head, tie rule or convention changed. Refuted: "
            "it "
            "fails, with a witness. Equivalent: no answer changed on an exhaustive space. Alive: "
            "neither, which fails the run.")},
       {"†",
        text_line("The sentence was not read in the paper's own text but is given as others report "
                  "it.")}},
      "");
}

}  // namespace attest::site
