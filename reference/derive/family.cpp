// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging a family member by member; see family.hpp.
#include "reference/derive/family.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "reference/derive/mutants.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

/// A change that is made to every member; empty: none.
using Breakage = Function<void(Computes&, std::int64_t member)>;

std::string text_of_member(const Family& family, std::int64_t member) {
  return family.text ? family.text(member) : "member " + std::to_string(member);
}

/// All pairs of `members` members and an input, member by member.
check::CaseSpace pairs_with(const check::CaseSpace& inputs, std::int64_t members) {
  check::CaseSpace space;
  space.description = std::to_string(members) +
                      (members == 1 ? " description on " : " descriptions, each on ") +
                      inputs.description;
  space.coverage = inputs.coverage;
  ATTEST_REQUIRE(inputs.size == 0 || members <= (std::int64_t{1} << 62) / inputs.size,
                 space.description + ": more than 2^62 cases");
  space.size = members * inputs.size;
  space.full_size = members * inputs.full_size;
  space.why_sampled = inputs.why_sampled;
  space.at = [at = inputs.at, size = inputs.size](std::int64_t index) { return at(index % size); };
  return space;
}

/// Field by field the larger count.
Resources larger(Resources a, const Resources& b) {
  for (const auto field :
       {&Resources::layers, &Resources::mlp_layers, &Resources::heads, &Resources::heads_in_all,
        &Resources::order, &Resources::width, &Resources::key_dimension,
        &Resources::value_dimension, &Resources::units, &Resources::nonzeros,
        &Resources::weight_bits, &Resources::extra_tokens, &Resources::token_map_ops}) {
    a.*field = std::max(a.*field, b.*field);
  }
  if (Rational::parse(a.largest_weight) < Rational::parse(b.largest_weight)) {
    a.largest_weight = b.largest_weight;
  }
  return a;
}

class FamilySubject final : public check::Subject {
 public:
  FamilySubject(Family family, std::vector<std::int64_t> chosen, Engine engine, Breakage breakage)
      : family_(std::move(family)),
        chosen_(std::move(chosen)),
        engine_(engine),
        breakage_(std::move(breakage)),
        space_(pairs_with(family_.inputs, std::ssize(chosen_))),
        first_(chosen_.empty() ? nullptr : member_subject(0)) {
    ATTEST_REQUIRE(first_ != nullptr, "a family without members");
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return space_; }
  [[nodiscard]] std::string evaluator() const override { return first_->evaluator(); }
  [[nodiscard]] check::Arithmetic arithmetic() const override { return first_->arithmetic(); }
  [[nodiscard]] std::vector<check::Promise> promises() const override { return family_.promises; }

  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    Resources largest = derive::resources(family_.member(chosen_[0]).model);
    for (const std::int64_t member : chosen_) {
      largest = larger(largest, derive::resources(family_.member(member).model));
    }
    std::map<std::string, std::string> table = table_of(largest);
    table["descriptions"] = std::to_string(chosen_.size());
    return table;
  }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    const std::int64_t size = family_.inputs.size;
    for (std::int64_t begin = range.begin; begin < range.end;) {
      const std::int64_t end = std::min(range.end, (begin / size + 1) * size);
      check::Tally tally =
          member_subject(begin / size)->judge({.begin = begin, .end = end}, stop_at_failure);
      for (auto* witness : {&tally.least_failure, &tally.least_undecided}) {
        if (*witness) (*witness)->text = text_at(begin / size) + ", " + (*witness)->text;
      }
      total.add(tally);
      if (stop_at_failure && total.failed > 0) break;
      begin = end;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const std::int64_t at = index / family_.inputs.size;
    return text_at(at) + "\n" + member_subject(at)->explain(index);
  }

 private:
  [[nodiscard]] std::string text_at(std::int64_t at) const {
    return text_of_member(family_, chosen_[static_cast<std::size_t>(at)]);
  }

  /// The subject of chosen_[at]. Its cases keep the numbers that they have in the family, so that
  /// digests and witnesses need no translation.
  [[nodiscard]] std::unique_ptr<check::Subject> member_subject(std::int64_t at) const {
    const std::int64_t member = chosen_[static_cast<std::size_t>(at)];
    Computes built = family_.member(member);
    built.inputs.description = family_.inputs.description;
    built.inputs.coverage = family_.inputs.coverage;
    built.inputs.size = family_.inputs.size;
    built.inputs.full_size = family_.inputs.full_size;
    built.inputs.at = space_.at;
    if (!breakage_) return make_subject(std::move(built), engine_);
    const model::Transformer reference = built.model;
    breakage_(built, member);
    return make_subject(std::move(built), engine_, reference);
  }

  Family family_;
  std::vector<std::int64_t> chosen_;
  Engine engine_;
  Breakage breakage_;
  check::CaseSpace space_;
  std::unique_ptr<check::Subject> first_;  // of the first chosen member; says how all are judged
};

std::unique_ptr<check::Subject> broken_subject(const std::shared_ptr<const Family>& family,
                                               std::vector<std::int64_t> chosen,
                                               Breakage breakage) {
  return std::make_unique<FamilySubject>(*family, std::move(chosen), Engine::automatic,
                                         std::move(breakage));
}

/// The member that `params` chooses, or -1.
std::int64_t chosen_by(const check::Params& params, const std::string& chooser,
                       const Family& family) {
  const std::int64_t member = params.at(chooser);
  if (member >= -1 && member < family.count) return member;
  throw InputError("family-member", chooser, std::to_string(member),
                   "-1 to " + std::to_string(family.count - 1));
}

/// The members that a statement is about at a parameter point.
std::vector<std::int64_t> members_at(const check::Params& params, const std::string& chooser,
                                     const Family& family) {
  const std::int64_t only = chosen_by(params, chooser, family);
  if (only >= 0) return {only};
  std::vector<std::int64_t> all(static_cast<std::size_t>(family.count));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::int64_t>(i);
  return all;
}

std::vector<check::Mutant> mutants_of(const std::shared_ptr<const Family>& family,
                                      const std::vector<FamilyMutant>& named,
                                      const std::vector<std::int64_t>& members) {
  std::vector<check::Mutant> result;
  for (const FamilyMutant& mutant : named) {
    std::vector<std::int64_t> chosen;
    for (const std::int64_t member : members) {
      if (!mutant.applies || mutant.applies(member)) chosen.push_back(member);
    }
    if (chosen.empty()) continue;
    result.push_back({.name = mutant.name,
                      .origin = check::Origin::claim,
                      .why = mutant.why,
                      .proof = mutant.proof,
                      .must_change_nothing = false,
                      .subject = [family, chosen, apply = mutant.apply] {
                        return broken_subject(family, chosen, apply);
                      }});
  }
  std::vector<std::int64_t> broken = members;
  if (members.size() > 1) {
    broken = family->broken.empty() ? std::vector{family->exemplar} : family->broken;
  }
  for (const std::int64_t member : broken) {
    for (Change& change : changes(family->member(member).model)) {
      result.push_back(
          {.name =
               (members.size() > 1 ? "member[" + std::to_string(member) + "]." : "") + change.name,
           .origin = check::Origin::generic,
           .why = text_of_member(*family, member) + ": " + change.why,
           .proof = {},
           .must_change_nothing = change.must_change_nothing,
           .subject = [family, member, apply = std::move(change.apply)] {
             return broken_subject(family, {member},
                                   [apply](Computes& c, std::int64_t) { apply(c.model); });
           }});
    }
  }
  return result;
}

}  // namespace

std::unique_ptr<check::Subject> make_subject(Family family, std::vector<std::int64_t> chosen,
                                             Engine engine) {
  return std::make_unique<FamilySubject>(std::move(family), std::move(chosen), engine, Breakage{});
}

check::Statement family(
    check::Statement about, const std::string& chooser,
    const Function<FamilyParts(const check::Params&, std::uint64_t seed)>& make) {
  const auto subject_by = [make, chooser](Engine engine) {
    return [make, chooser, engine](const check::Params& params, std::uint64_t seed) {
      Family built = make(params, seed).family;
      std::vector<std::int64_t> chosen = members_at(params, chooser, built);
      return make_subject(std::move(built), std::move(chosen), engine);
    };
  };
  // A file holds one member: it is exported, and judged, as a Computes of its own.
  const auto with_member = [make, chooser](const check::Params& params) {
    check::Params result = params;
    const Family built = make(params, 1).family;
    if (chosen_by(params, chooser, built) < 0) result[chooser] = built.exemplar;
    return result;
  };
  const check::Statement single =
      computes(about,
               [make, chooser, with_member](const check::Params& params, std::uint64_t seed) {
                 const Family built = make(params, seed).family;
                 Computes result = built.member(with_member(params).at(chooser));
                 result.inputs = built.inputs;
                 return result;
               },
               {});
  about.shape = check::Shape::computes;
  about.subject = subject_by(Engine::automatic);
  about.literal_subject = subject_by(Engine::literal);
  about.mutants = [make, chooser](const check::Params& params, std::uint64_t seed) {
    FamilyParts parts = make(params, seed);
    const auto built = std::make_shared<const Family>(std::move(parts.family));
    return mutants_of(built, parts.mutants, members_at(params, chooser, *built));
  };
  about.export_model = [single, with_member](const check::Params& params) {
    return single.export_model(with_member(params));
  };
  about.subject_of_model = single.subject_of_model;
  return about;
}

}  // namespace attest::derive

template class std::vector<attest::derive::FamilyMutant>;
