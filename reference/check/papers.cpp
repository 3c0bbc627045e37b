// SPDX-License-Identifier: Apache-2.0
/// \file
/// Citations and BibTeX entries; see papers.hpp.
#include "reference/check/papers.hpp"

namespace attest::check {

const Paper& sanford2023representational() {
  static const Paper paper{
      .citation =
          "Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky, "
          "2023)",
      .arxiv = "2306.02896",
      .bibtex =
          "@inproceedings{sanford2023representational,\n"
          "  title = {Representational Strengths and Limitations of Transformers},\n"
          "  author = {Sanford, Clayton and Hsu, Daniel and Telgarsky, Matus},\n"
          "  booktitle = {Advances in Neural Information Processing Systems},\n"
          "  year = {2023},\n"
          "  note = {arXiv:2306.02896}\n"
          "}\n"};
  return paper;
}

const Paper& sanford2024transformers() {
  static const Paper paper{
      .citation =
          "Transformers, parallel computation, and logarithmic depth (Sanford, Hsu, Telgarsky, "
          "2024)",
      .arxiv = "2402.09268",
      .bibtex =
          "@inproceedings{sanford2024transformers,\n"
          "  title = {Transformers, parallel computation, and logarithmic depth},\n"
          "  author = {Sanford, Clayton and Hsu, Daniel and Telgarsky, Matus},\n"
          "  booktitle = {International Conference on Machine Learning},\n"
          "  year = {2024},\n"
          "  note = {arXiv:2402.09268}\n"
          "}\n"};
  return paper;
}

const Paper& sanford2024understanding() {
  static const Paper paper{
      .citation =
          "Understanding Transformer Reasoning Capabilities via Graph Algorithms (Sanford, Fatemi, "
          "Hall, Tsitsulin, Kazemi, Halcrow, Perozzi, Mirrokni, 2024)",
      .arxiv = "2405.18512",
      .bibtex =
          "@article{sanford2024understanding,\n"
          "  title = {Understanding Transformer Reasoning Capabilities via Graph Algorithms},\n"
          "  author = {Sanford, Clayton and Fatemi, Bahare and Hall, Ethan and Tsitsulin, Anton "
          "and Kazemi, Mehran and Halcrow, Jonathan and Perozzi, Bryan and Mirrokni, Vahab},\n"
          "  journal = {arXiv:2405.18512},\n"
          "  year = {2024}\n"
          "}\n"};
  return paper;
}

const Paper& backdeluca2024positional() {
  static const Paper paper{
      .citation =
          "Positional Attention: Expressivity and Learnability of Algorithmic Computation (Back de "
          "Luca, Giapitzakis, Yang, Velickovic, Fountoulakis, 2024)",
      .arxiv = "2410.01686",
      .bibtex =
          "@article{backdeluca2024positional,\n"
          "  title = {Positional Attention: Expressivity and Learnability of Algorithmic "
          "Computation},\n"
          "  author = {Back de Luca, Artur and Giapitzakis, George and Yang, Shenghao and "
          "Veli{\\v{c}}kovi{\\'c}, Petar and Fountoulakis, Kimon},\n"
          "  journal = {arXiv:2410.01686},\n"
          "  year = {2024}\n"
          "}\n"};
  return paper;
}

const Paper& giannou2023looped() {
  static const Paper paper{
      .citation =
          "Looped Transformers as Programmable Computers (Giannou, Rajput, Sohn, Lee, Lee, "
          "Papailiopoulos, ICML 2023)",
      .arxiv = "2301.13196",
      .bibtex =
          "@inproceedings{giannou2023looped,\n"
          "  title = {Looped Transformers as Programmable Computers},\n"
          "  author = {Giannou, Angeliki and Rajput, Shashank and Sohn, Jy-yong and Lee, Kangwook "
          "and Lee, Jason D. and Papailiopoulos, Dimitris},\n"
          "  booktitle = {International Conference on Machine Learning},\n"
          "  year = {2023}\n}\n"};
  return paper;
}

void cite(Claim& claim, const Paper& paper) {
  claim.paper = paper.citation;
  claim.arxiv = paper.arxiv;
  claim.bibtex = paper.bibtex;
}

}  // namespace attest::check
