using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Api;

/// <summary>Whether the process lives, and whether it can serve: the only anonymous endpoints.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { status = "live" })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(StorageHealth storage, RestoreWatch restores, CancellationToken cancellation)
    {
        try
        {
            await storage.CheckAsync(cancellation);
            // It is ready all the same: whoever has to decide reaches it through the same balancer.
            return await restores.IsHeldAsync(cancellation)
                ? Results.Ok(new { status = "reconciling", reason = "The database is older than what was sent from it. Nothing leaves and no deadline fires until somebody has compared: GET /api/v1/reconcile." })
                : Results.Ok(new { status = "ready" });
        }
#pragma warning disable CA1031 // Whatever keeps the database from answering makes this host unready.
        catch (Exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return Results.Json(new { status = "unready", reason = "The database does not answer, or does not take what is written." }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
