// SPDX-License-Identifier: Apache-2.0
/// \file
/// All files of a report.
#include <utility>

#include "reference/number/hash128.hpp"
#include "reports/site/assets.hpp"
#include "reports/site/comparison.hpp"
#include "reports/site/engine.hpp"
#include "reports/site/pages.hpp"
#include "reports/site/render.hpp"
#include "reports/site/series.hpp"
#include "reports/site/typeset.hpp"
#include "reports/store/row_json.hpp"

namespace attest::site {
namespace {

/// A digest of the rows that the report shows, in their order.
std::string digest_of(const std::vector<ClaimMaterial>& claims, const check::SeriesRecord& record) {
  Hasher128 hasher;
  for (const ClaimMaterial& claim : claims) {
    for (const StatementRows& statement : claim.rows.statements) {
      for (const check::Row& row : statement.rows) hasher.add(store::to_json(row));
    }
    for (const check::SeriesRow& series : claim.series.counts) hasher.add(counts_csv(series));
    hasher.add(times_csv(claim.series.timings));
  }
  if (!record.engines.empty()) hasher.add(engine_csv(record));
  return hasher.finish().to_hex();
}

}  // namespace

std::map<std::string, std::string> render(const Material& material) {
  std::vector<ClaimMaterial> claims;
  for (ClaimRows& rows : selected(material)) {
    const std::string& id = rows.claim->id;
    std::vector<Section> readme =
        material.readme_of ? sections_of(material.readme_of(id)) : std::vector<Section>();
    check::SeriesRecord series = of_version(material.series, id, rows.version);
    claims.push_back(
        {.rows = std::move(rows), .readme = std::move(readme), .series = std::move(series)});
  }
  const Edition edition{.commit = material.commit,
                        .ledger_digest = digest_of(claims, material.series),
                        .foreign_rows = foreign_rows(material)};
  std::map<std::string, std::string> files;
  std::vector<Document> documents;
  const auto add = [&](Page page) {
    files.merge(page.files);
    documents.push_back(std::move(page.document));
  };
  const std::vector<Comparison> comparisons = comparisons_of(claims);
  add(index_page(claims, comparisons, material.series, edition));
  if (!comparisons.empty()) add(comparison_page(claims, comparisons, edition));
  for (const ClaimMaterial& claim : claims) add(claim_page(claim, comparisons, edition));
  Typeset formulas = typeset(documents);
  for (const Document& document : documents) {
    files[document.name + ".html"] = to_html(document, formulas);
    files[document.name + ".md"] = to_markdown(document);
  }
  files["style.css"] = formulas.css + std::string(stylesheet());
  files["filter.js"] = filter_program();
  files.merge(formulas.fonts);
  return files;
}

}  // namespace attest::site
