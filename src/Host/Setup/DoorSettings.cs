using Doorstep.Host.People;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands.Access;

namespace Doorstep.Host.Setup;

/// <summary>The sections of <c>Doorstep</c> that its doors are set by: <c>Limits</c>, <c>OpenId</c> and <c>Counselling</c>.</summary>
internal sealed record DoorSettings(LimitOptions Limits, OpenIdSettings OpenId, CounsellingLine Counselling)
{
    public static DoorSettings Read(SettingsReader settings) => new(
        LimitOptions.Read(settings), OpenIdSettings.Read(settings),
        new CounsellingLine(settings.Text($"Counselling:{nameof(CounsellingLine.Phone)}"), settings.Text($"Counselling:{nameof(CounsellingLine.Hours)}"), settings.Text($"Counselling:{nameof(CounsellingLine.Page)}")));
}
