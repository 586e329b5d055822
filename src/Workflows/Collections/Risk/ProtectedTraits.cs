namespace Doorstep.Workflows.Collections.Risk;

/// <summary>What nobody may be scored by (S13, PIPL art. 24, Civil Code art. 1034): the words by which models name it in reason codes.</summary>
internal static class ProtectedTraits
{
    private static readonly string[] Words =
    [
        "AGE", "AGED", "SEX", "GENDER", "RACE", "RACIAL", "ETHNIC", "ETHNICITY", "NATIONALITY", "RELIGION", "RELIGIOUS", "FAITH", "HEALTH", "ILLNESS", "DISABILITY", "DISABLED", "PREGNANCY", "PREGNANT",
        "MARITAL", "MARRIAGE", "ORIENTATION", "HUKOU", "CASTE",
    ];

    /// <summary>The trait that a reason code speaks of, by one of its words: <c>R07_AGE_OVER_60</c>; null: none.</summary>
    public static string? In(string code) => code.ToUpperInvariant().Split(['_', '-', '.', ' ', ':', '/'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(Words.Contains);
}
