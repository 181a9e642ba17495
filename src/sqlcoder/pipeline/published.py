"""The prompt forms of the published SQLCoder models.

Each of these models was trained on one form and expects it to the letter, line breaks included: the texts
below are interface formats, not prose, and mustn't be improved. Only what stands between the parts is ours:
question, instructions and schema. The glossary's lines and earlier turns come before the instructions, as no
form has a place for them, nor for the dialect: the models were trained to write PostgreSQL.

Doesn't render a schema and doesn't know which engine runs the model. Our own prompt is in `prompt`.
"""

from __future__ import annotations

from sqlcoder.engines.base import Message, Prompt
from sqlcoder.pipeline.prompt import PromptForm, Question
from sqlcoder.sql.dialect import Dialect


def sqlcoder(question: Question, schema_text: str, dialect: Dialect) -> Prompt:
    """Return the prompt of `defog/sqlcoder` (15B, StarCoder).

    The form ends in a list of rules, so each line of the instructions becomes one more rule.
    """
    text = question.text.strip()
    rules = "".join(f"- {line}\n" for line in _lines(question))
    system = (
        "### Instructions:\n"
        "Your task is to convert a question into a SQL query, given a Postgres database schema.\n"
        "Adhere to these rules:\n"
        "- **Deliberately go through the question and database schema word by word** to appropriately answer"
        " the question\n"
        "- **Use Table Aliases** to prevent ambiguity. For example, `SELECT table1.col1, table2.col1"
        " FROM table1 JOIN table2 ON table1.id = table2.id`.\n"
        "- When creating a ratio, always cast the numerator as float\n"
        f"{rules}"
        "\n"
        "### Input:\n"
        "Generate a SQL query that answers the question `"
    )
    rest = (
        f"{text}`.\n"
        "This query will run on a database whose schema is represented in this string:\n"
        f"{schema_text.strip()}\n"
        "\n"
        "### Response:\n"
        "Based on your instructions, here is the SQL query I have generated to answer the question"
        f" `{text}`:\n"
    )
    return _prompt(system, rest, start="```sql\n", stop=("```",))


def sqlcoder_7b_2(question: Question, schema_text: str, dialect: Dialect) -> Prompt:
    """Return the prompt of `defog/sqlcoder-7b-2` (Code Llama).

    The instructions stand as a list in a section of their own, which is left out where there are none.
    """
    text = question.text.strip()
    rules = "".join(f"- {line}\n" for line in _lines(question))
    section = f"### Instructions\n{rules}\n" if rules else ""
    rest = (
        f"{text}[/QUESTION]\n"
        "\n"
        f"{section}"
        "### Database Schema\n"
        "The query will run on a database with the following schema:\n"
        f"{schema_text.strip()}\n"
        "\n"
        "### Answer\n"
        f"Given the database schema, here is the SQL query that answers [QUESTION]{text}[/QUESTION]\n"
    )
    system = "### Task\nGenerate a SQL query to answer [QUESTION]"
    return _prompt(system, rest, start="[SQL]\n", stop=("[/SQL]", "```"))


def llama_3_sqlcoder(question: Question, schema_text: str, dialect: Dialect) -> Prompt:
    """Return the prompt of `defog/llama-3-sqlcoder-8b`.

    The instructions follow the question, line by line. The form's first token, `<|begin_of_text|>`, isn't
    written here: this model's tokenizer puts it in front of every text, so that it would stand there twice.
    """
    text = question.text.strip()
    rules = "".join(f"{line}\n" for line in _lines(question))
    system = "<|start_header_id|>user<|end_header_id|>\n\nGenerate a SQL query to answer this question: `"
    rest = (
        f"{text}`\n"
        f"{rules}"
        "\n"
        "DDL statements:\n"
        f"{schema_text.strip()}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n"
        "\n"
        f"The following SQL query best answers the question `{text}`:\n"
    )
    return _prompt(system, rest, start="```sql\n", stop=("```", "<|eot_id|>"))


FORMS: dict[str, PromptForm] = {
    "sqlcoder": sqlcoder,
    "sqlcoder-7b-2": sqlcoder_7b_2,
    "llama-3-sqlcoder": llama_3_sqlcoder,
}


def _prompt(system: str, rest: str, *, start: str, stop: tuple[str, ...]) -> Prompt:
    return Prompt(system=system, turns=(Message("user", rest),), start=start, stop=stop, chat=False)


def _lines(question: Question) -> list[str]:
    """Return the lines of glossary, history and instructions, without list marks of their own."""
    turns = "\n".join(f"Asked before: {turn.question} Answered by: {turn.sql}" for turn in question.history)
    text = f"{question.glossary or ''}\n{turns}\n{question.instructions or ''}"
    lines = (line.strip().removeprefix("- ").strip() for line in text.splitlines())
    return [line for line in lines if line]
