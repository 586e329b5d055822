using System.Collections.Immutable;

namespace Doorstep.Workflows.Activities;

/// <summary>The words of a planned act. The collections domain has them as enums and stands below; a test keeps the two the same.</summary>
internal static class ActWords
{
    public static ImmutableArray<string> Kinds { get; } =
        ["CALL", "SMS", "EMAIL", "IM", "LETTER", "APPOINTMENT_INVITATION", "VISIT", "THIRD_PARTY_ENQUIRY", "AGENCY_ASSIGNMENT", "LEGAL_REFERRAL", "CREDIT_REPORT", "MESSAGE"];

    public static ImmutableArray<string> Purposes { get; } = ["DEMAND", "SERVICE", "LEGAL_NOTICE", "LOCATE"];

    public static ImmutableArray<string> Recipients { get; } = ["CUSTOMER", "ESTATE_ADMINISTRATOR", "GUARDIAN", "ADVISER", "THIRD_PARTY", "INSTITUTION"];

    public static ImmutableArray<string> Places { get; } = ["HOME", "WORKPLACE", "BRANCH", "OTHER"];
}
