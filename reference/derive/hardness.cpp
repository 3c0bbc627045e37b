// SPDX-License-Identifier: Apache-2.0
/// \file
/// Certificates that a source problem is hard; see reduces.hpp.
#include "reference/protocol/hardness.hpp"

#include <utility>

#include "reference/derive/instances.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/function.hpp"
#include "reference/protocol/hardness_check.hpp"

namespace attest::derive {
namespace {

using check::Outcome;
using check::Truth;
using protocol::BooleanMatrix;

/// Entry (b, a): whether the source's answer is `answer`; with more than two answers a column is a
/// pair (a, answer). `left_out` is an input of Alice that she may not have, or -1.
BooleanMatrix matrix_of(const Instances& instances, int answer, std::int64_t left_out) {
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> cols;
  for (std::int64_t b = 0; b < instances.bob().size(); ++b) {
    if (instances.bob().at(b)) rows.push_back(b);
  }
  for (std::int64_t a = 0; a < instances.alice().size(); ++a) {
    if (a != left_out && instances.alice().at(a)) cols.push_back(a);
  }
  const std::int64_t answers = instances.reduces().answers;
  const std::int64_t each = answers == 2 ? 1 : answers;  // columns of one input of Alice
  return {std::ssize(rows), each * std::ssize(cols), [&](std::int64_t row, std::int64_t col) {
            return instances.source(cols[static_cast<std::size_t>(col / each)],
                                    rows[static_cast<std::size_t>(row)]) ==
                   (each == 1 ? answer : col % each);
          }};
}

/// What the certificates of one matrix establish.
struct Certified {
  std::int64_t rows = 0;
  std::int64_t rank = 0;
  std::string complaint;  ///< why a certificate was refused; empty if none was
};

Certified certify(const BooleanMatrix& matrix, bool with_rank) {
  Certified result{.rows = protocol::distinct_rows(matrix), .rank = 0, .complaint = {}};
  const std::optional<protocol::RowOrder> order = protocol::order_rows(matrix);
  if (order && !protocol::proves_distinct_rows(matrix, *order)) {
    result.complaint = "the order of the rows does not prove that they differ";
  }
  if (!with_rank) return result;
  result.rank = protocol::rank_modulo(matrix, protocol::safe_prime);
  const std::int64_t again = protocol::eliminated_rank(matrix);
  if (again != result.rank) {
    result.complaint = "rank " + std::to_string(result.rank) + " modulo the safe prime, " +
                       std::to_string(again) + " modulo 2^31 - 1";
  }
  return result;
}

class HardnessSubject final : public check::Subject {
 public:
  HardnessSubject(Hardness hardness, std::int64_t left_out)
      : hardness_(std::move(hardness)), left_out_(left_out), instances_(hardness_.reduces) {
    cases_.description = "the communication matrix of " + hardness_.reduces.source.id + ", " +
                         std::to_string(instances_.bob().size()) + " x " +
                         std::to_string(instances_.alice().size());
    cases_.coverage = check::Coverage::certificate;
    cases_.size = 1;
    cases_.full_size = 1;
    cases_.at = [](std::int64_t) -> std::optional<check::Case> { return Matrix(1, 1); };
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return cases_; }
  [[nodiscard]] std::string evaluator() const override {
    return hardness_.rank > 0 ? "row order and modular ranks" : "row order";
  }
  [[nodiscard]] check::Arithmetic arithmetic() const override { return check::Arithmetic::integer; }
  [[nodiscard]] std::vector<check::Promise> promises() const override {
    const std::int64_t found =
        certify(matrix_of(instances_, hardness_.answer, left_out_), /*with_rank=*/false).rows;
    const auto bits = [](std::int64_t rows) { return (Integer(rows) - 1).bit_length(); };
    return {{.quantity = "one-way message bits",
             .formula = "log2(distinct rows)",
             .relation = ">=",
             .value = std::to_string(bits(hardness_.rows)),
             .used = std::to_string(bits(found)),
             .is_met = bits(found) >= bits(hardness_.rows)}};
  }

  [[nodiscard]] check::Tally judge(check::Range range, bool) const override {
    check::Tally total;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      total.add(check::tally_of(i, judge_matrix(), is_yes_no()));
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t) const override {
    const Certified found = certified();
    return cases_.description + "\ndistinct rows: " + std::to_string(found.rows) +
           (hardness_.rank > 0 ? "\nrank: " + std::to_string(found.rank) : "") +
           (found.complaint.empty() ? "" : "\nrefused: " + found.complaint) + "\n";
  }

 private:
  [[nodiscard]] Certified certified() const {
    return certify(matrix_of(instances_, hardness_.answer, left_out_), hardness_.rank > 0);
  }

  [[nodiscard]] Outcome judge_matrix() const {
    const Certified found = certified();
    Outcome outcome{
        .truth = Truth::fails,
        .answer = {static_cast<std::uint64_t>(found.rows), static_cast<std::uint64_t>(found.rank)},
        .text = found.complaint,
        .bits = 0};
    if (!found.complaint.empty()) return outcome;
    if (found.rows != hardness_.rows || (hardness_.rank > 0 && found.rank != hardness_.rank)) {
      outcome.text = std::to_string(found.rows) + " distinct rows of rank " +
                     std::to_string(found.rank) + ", expected " + std::to_string(hardness_.rows) +
                     " of rank " + std::to_string(hardness_.rank);
      return outcome;
    }
    outcome.truth = Truth::holds;
    return outcome;
  }

  Hardness hardness_;
  std::int64_t left_out_;
  Instances instances_;
  check::CaseSpace cases_;
};

}  // namespace

std::unique_ptr<check::Subject> make_subject(Hardness hardness) {
  return std::make_unique<HardnessSubject>(std::move(hardness), -1);
}

check::Statement is_hard(check::Statement about,
                         const Function<Hardness(const check::Params&)>& make,
                         std::vector<MutantOf<Hardness>> mutants) {
  about.shape = check::Shape::reduces;
  about.subject = [make](const check::Params& params, std::uint64_t) {
    return make_subject(make(params));
  };
  about.mutants = [make, mutants = std::move(mutants)](const check::Params& params, std::uint64_t) {
    std::vector<check::Mutant> result;
    for (const MutantOf<Hardness>& mutant : mutants) {
      append_named(result, mutant, params, [make, params, apply = mutant.apply] {
        Hardness hardness = make(params);
        apply(hardness, params);
        return make_subject(std::move(hardness));
      });
    }
    const Hardness whole = make(params);
    // A rank equal to the number of columns falls with every column that is left out.
    const std::int64_t columns = whole.rank == whole.reduces.alice.size ? whole.rank : 0;
    for (std::int64_t a = 0; a < columns; ++a) {
      append_generic(result, "alice[" + std::to_string(a) + "].drop",
                     "Alice does not have input " + std::to_string(a), [make, params, a] {
                       return std::make_unique<HardnessSubject>(make(params), a);
                     });
    }
    return result;
  };
  return about;
}

check::Statement disjointness_is_hard(check::Statement about, const std::string& size,
                                      const Function<Reduces(const check::Params&)>& reduction) {
  const auto make = [size, reduction](const check::Params& params) {
    const std::int64_t words = std::int64_t{1} << params.at(size);
    // The matrix of disjoint words; in the other one the row of the empty set is 0.
    return Hardness{.reduces = reduction(params), .rows = words, .rank = words, .answer = 0};
  };
  MutantOf<Hardness> opposite;
  opposite.name = "rank_of_intersection";
  opposite.why = "the matrix of the opposite answer, whose row of the empty set is 0";
  opposite.apply = [](Hardness& hardness, const check::Params&) { hardness.answer = 1; };
  return is_hard(std::move(about), make, {opposite});
}

}  // namespace attest::derive
