using System.Globalization;

namespace Doorstep.Workflows.Storage.Outcomes;

/// <summary>The statement that counts; it is part of a step's transaction, so that a figure says what the journal says, whatever dies when.</summary>
internal static class OutcomeSql
{
    /// <summary>Who writes these rows.</summary>
    public const string House = "doorstep";

    // One row for a day and a figure: its version is the number, its text the sum of the amounts.
    public const string Count =
        """
        INSERT INTO registers (kind, key, version, json, changed_at, changed_by) VALUES (@kind, @key, @count, @amount, @changed_at, @changed_by)
        ON CONFLICT (kind, key) DO UPDATE SET version = registers.version + excluded.version, changed_at = excluded.changed_at,
            json = CAST(CAST(registers.json AS BIGINT) + CAST(excluded.json AS BIGINT) AS TEXT)
        """;

    /// <summary>The rows that a step counts in, always in the same order: two steps that meet never wait for each other in a circle.</summary>
    public static IEnumerable<(string Key, string Amount)> Rows(StepRecord step) => step.Tallies
        .Select(tally => (Key: OutcomeStore.KeyOf(DateOnly.FromDateTime(step.Journal.At.UtcDateTime), tally), Amount: tally.Amount.ToString(CultureInfo.InvariantCulture)))
        .OrderBy(row => row.Key, StringComparer.Ordinal);

    /// <summary>What many steps count, one row for each figure, in the same order: one statement may touch a row only once.</summary>
    public static IEnumerable<object?[]> Summed(IEnumerable<object?[]> rows) => rows.GroupBy(row => (string)row[1]!, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => new object?[]
        {
            same.First()[0], same.Key, same.Sum(row => (long)row[2]!), same.Sum(row => long.Parse((string)row[3]!, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
            same.Max(row => (long)row[4]!), House,
        });
}
