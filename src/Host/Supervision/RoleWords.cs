namespace Doorstep.Host.Supervision;

/// <summary>Roles as readers call them.</summary>
internal static class RoleWords
{
    /// <summary>A role in the reader's language; one that has no name there as it is.</summary>
    public static string Of(string role, bool isChinese) => !isChinese ? role.ToLowerInvariant()
        : role.ToUpperInvariant() switch { "SUPERVISOR" => "主管", "COMPLIANCE" => "合规人员", "ADMINISTRATOR" => "管理员", _ => role };
}
