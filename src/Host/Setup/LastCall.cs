namespace Doorstep.Host.Setup;

/// <summary>Cuts off requests that are still under way some time after a stop began. The web server would wait for them as long as the whole stop may take, and what is stopped after it needs time too.</summary>
internal static class LastCall
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(1.5);

    public static void UseLastCall(this WebApplication app)
    {
        var isOver = new CancellationTokenSource();
        app.Lifetime.ApplicationStopping.Register(() => isOver.CancelAfter(After));
        app.Use(async (context, next) =>
        {
            using var cut = isOver.Token.UnsafeRegister(static request => ((HttpContext)request!).Abort(), context);
            await next(context);
        });
    }
}
