// SPDX-License-Identifier: Apache-2.0
/// \file
/// The table of the engines in a ledger and as JSON.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reports/store/ledger.hpp"
#include "reports/store/series_json.hpp"
#include "tests/store/scratch.hpp"

namespace attest::store {
namespace {

using check::EngineRow;
using check::EngineTable;
using check::SeriesRecord;

/// A table of the machine named `id`, with a row that has a peer and one that has none.
EngineTable engine_table(const std::string& id, double ours) {
  const EngineRow compared{.name = "a_vs_b",
                           .ours_approx = ours,
                           .peer_approx = 2.5,
                           .peer_name = "b",
                           .unit = "us",
                           .is_equal = true,
                           .ratio_approx = 2.5 / ours,
                           .target_approx = 2,
                           .is_met = true,
                           .limit_fraction_approx = 0.25,
                           .note = "a \"note\""};
  const EngineRow alone{.name = "a_rate",
                        .ours_approx = 1e6,
                        .peer_approx = {},
                        .peer_name = "",
                        .unit = "instructions/s",
                        .is_equal = false,
                        .ratio_approx = {},
                        .target_approx = 2e6,
                        .is_met = false,
                        .limit_fraction_approx = {},
                        .note = ""};
  return {.machine = id,
          .commit = "fake",
          .load_approx = 0.5,
          .megahertz_approx = 2600,
          .rows = {compared, alone}};
}

void keep(Ledger& ledger, const EngineTable& table) {
  SeriesRecord record;
  record.engines = {table};
  ledger.keep(record);
}

TEST_CASE("a ledger holds the last table of the engines of each machine") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  keep(ledger, engine_table("m1", 1));
  keep(ledger, engine_table("m2", 2));
  keep(ledger, engine_table("m1", 4));
  CHECK(ledger.series().engines ==
        std::vector<EngineTable>{engine_table("m1", 4), engine_table("m2", 2)});
  CHECK(ledger.series_of_version("some_claim", "v1").engines.empty());
  Ledger all(scratch / "all.db", Access::read_write);
  keep(all, engine_table("m2", 8));
  static_cast<void>(all.merge_from({scratch / "ledger.db"}));
  CHECK(all.series().engines ==
        std::vector<EngineTable>{engine_table("m1", 4), engine_table("m2", 8)});
}

TEST_CASE("the table of the engines has the members of its schema and no others") {
  EngineTable table = engine_table("m1", 0.5);
  CHECK(engine_json(table) == R"({
  "schema": "attest.engine/1",
  "rows": [
    {
      "name": "a_vs_b",
      "ours": 0.5,
      "peer": 2.5,
      "peer_name": "b",
      "unit": "us",
      "equal": true,
      "ratio": 5.0,
      "target": 2.0,
      "limit_fraction": 0.25
    },
    {
      "name": "a_rate",
      "ours": 1000000.0,
      "peer": null,
      "peer_name": "",
      "unit": "instructions/s",
      "equal": false,
      "ratio": null,
      "target": 2000000.0,
      "limit_fraction": null
    }
  ]
}
)");
}

}  // namespace
}  // namespace attest::store
