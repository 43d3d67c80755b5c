page.start(JSON.parse(byId('data').textContent));
